; The installer for Windows, per user and without administrator: makensis /DVERSION=0.1.0 installer\windows.nsi
; It packs dist\zsm-desktop, the folder that installer/build.py makes on Windows.
Unicode true
!include MUI2.nsh
!ifndef VERSION
  !error "VERSION is missing"
!endif
!ifndef BUILT
  !define BUILT "..\dist\zsm-desktop"
!endif
!ifndef OUT
  !define OUT "..\dist\zsm-desktop-${VERSION}-setup.exe"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\zsm-desktop"

Name "zsm-desktop"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\zsm-desktop"
RequestExecutionLevel user
SetCompressor /SOLID lzma

!define MUI_FINISHPAGE_RUN "$INSTDIR\zsm-desktop.exe"
!insertmacro MUI_PAGE_LICENSE "..\LICENSE"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"

Section
  ; An older version's files go first: what a new one no longer has may not stay behind. Networks lie elsewhere.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUILT}/*"
  WriteUninstaller "$INSTDIR\verwijderen.exe"
  CreateShortcut "$SMPROGRAMS\zsm-desktop.lnk" "$INSTDIR\zsm-desktop.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "zsm-desktop"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\verwijderen.exe"'
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\zsm-desktop.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\*.*"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
