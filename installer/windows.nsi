; The installer for Windows: for one user, without an administrator. installer/windows.py says what to compile it with:
;   BUILT    the folder of the built program        PAPERS   the drawn icon and picture, the licence as Windows reads it
;   VERSION  as people say it    FILE_VERSION  the same as four numbers    OUT  the installer to make
;   SIGN     a command that signs a file, its place as %1; without it nothing is signed
; Exit status of a silent run (/S): 0 done, 1 stopped by the user, 2 an error, 3 the program is open, 4 a newer version
; is installed, 5 this Windows is too old.
; An older one takes /ifempty for "without keys in it", and would take away what .db files of others open with.
!if ${NSIS_PACKEDVERSION} < 0x03008000
  !error "NSIS 3.08 or later is needed"
!endif
Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
AllowSkipFiles off
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!macro NEEDS NAME
  !ifndef ${NAME}
    !error "${NAME} is missing; installer/windows.py says them all"
  !endif
!macroend
!insertmacro NEEDS BUILT
!insertmacro NEEDS PAPERS
!insertmacro NEEDS VERSION
!insertmacro NEEDS FILE_VERSION
!insertmacro NEEDS OUT

!define APP "Maatwerk"
!define EXE "zsm-desktop.exe"
!define CLI "zsm-desktop-cli.exe"
!define UNINSTALLER "verwijderen.exe"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\zsm-desktop"
!define CLASSES "Software\Classes"
!define COPY_TYPE "zsm-desktop.reservekopie"
!define NETWORKS "$LOCALAPPDATA\zsm-desktop"
; Windows 10 version 1809: older ones do not run this Qt.
!define LEAST_BUILD 17763

!define STILL_OPEN "${APP} is nog open op deze computer.$\r$\n$\r$\nSluit het programma eerst en kies dan Opnieuw. Wat u typte \
is al bewaard."
!define TOO_OLD "${APP} heeft Windows 10 (versie 1809 of nieuwer) of Windows 11 nodig, 64-bits.$\r$\n$\r$\nVraag uw \
systeembeheerder om Windows bij te werken. Er is niets geïnstalleerd."
!define NEWER_HERE "Op deze computer staat al een nieuwere versie van ${APP}.$\r$\n$\r$\nEen netwerk dat daarmee is geopend, \
gaat met versie ${VERSION} niet meer open. Toch versie ${VERSION} installeren?"
!define KEPT "${APP} is verwijderd. Uw netwerken en reservekopieën staan er nog, versleuteld, in de map:$\r$\n$\r$\n\
${NETWORKS}$\r$\n$\r$\nInstalleert u ${APP} opnieuw, dan gaat u daar verder. Hebt u ze nooit meer nodig, dan kunt u die \
map zelf verwijderen."

Name "${APP} ${VERSION}"
Caption "${APP} ${VERSION} installeren"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\zsm-desktop"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${APP} ${VERSION}"
!ifdef SIGN
  !uninstfinalize '${SIGN}'
  !finalize '${SIGN}'
!endif

!define MUI_ICON "${PAPERS}\zsm-desktop.ico"
!define MUI_UNICON "${PAPERS}\zsm-desktop.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PAPERS}\side.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${APP} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Voor maatwerkbesprekingen, uitwisseling en verrekening tussen scholen.$\r$\n$\r$\nHet programma \
komt alleen voor u op deze computer; een beheerder is niet nodig. Staat er al een oudere versie, dan wordt die vervangen. Uw \
netwerken blijven staan.$\r$\n$\r$\nSluit ${APP} voordat u verdergaat."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${PAPERS}\LICENSE.txt"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${APP} staat klaar"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "${APP} nu openen"
!define MUI_FINISHPAGE_TEXT "${APP} staat in het menu Start.$\r$\n$\r$\nOpent u een netwerk van een oudere versie, dan maakt \
het programma eerst een reservekopie en werkt het netwerk daarna bij."
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${APP} wordt van deze computer verwijderd. Uw netwerken en reservekopieën blijven staan."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"

VIProductVersion "${FILE_VERSION}"
VIFileVersion "${FILE_VERSION}"
VIAddVersionKey /LANG=${LANG_DUTCH} "ProductName" "${APP}"
VIAddVersionKey /LANG=${LANG_DUTCH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_DUTCH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_DUTCH} "FileDescription" "${APP} installeren"
VIAddVersionKey /LANG=${LANG_DUTCH} "CompanyName" "zsm-desktop"
VIAddVersionKey /LANG=${LANG_DUTCH} "LegalCopyright" "EUPL-1.2"
VIAddVersionKey /LANG=${LANG_DUTCH} "OriginalFilename" "zsm-desktop-${VERSION}-setup.exe"

; A program that runs cannot be opened to write in: no list of processes is needed to see it.
!macro REQUIRE_CLOSED FILE
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${FILE}"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${STILL_OPEN}" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} ${LEAST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "${TOO_OLD}" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  !insertmacro REQUIRE_CLOSED "${EXE}"
  !insertmacro REQUIRE_CLOSED "${CLI}"
  ReadRegStr $0 HKCU "${KEY}" "FileVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${FILE_VERSION}" $1
    ${If} $1 == 1
    ${AndIf} ${Cmd} `MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "${NEWER_HERE}" /SD IDNO IDNO`
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro REQUIRE_CLOSED "${EXE}"
  !insertmacro REQUIRE_CLOSED "${CLI}"
FunctionEnd

; Only what was put there: whoever chose a folder of their own with /D keeps what else lies in it.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${CLI}"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\THIRD_PARTY_NOTICES.md"
  Delete "$INSTDIR\THIRD_PARTY_LICENSES.txt"
!macroend

Section
  ; It may have been opened since the first page; half of it replaced would be a program that does not start.
  !insertmacro REQUIRE_CLOSED "${EXE}"
  !insertmacro REQUIRE_CLOSED "${CLI}"
  ; An older version's files go first: what a new one no longer has may not stay behind.
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File "${BUILT}\${EXE}"
  File "${BUILT}\${CLI}"
  File "${BUILT}\LICENSE"
  File "${BUILT}\THIRD_PARTY_NOTICES.md"
  File "${BUILT}\THIRD_PARTY_LICENSES.txt"
  File /r "${BUILT}\_internal"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" \
    "Maatwerkbesprekingen, uitwisseling en verrekening"

  ; Offered under "Openen met" for reserve copies; files on .db of other programs keep what opens them.
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}" "" "Reservekopie van ${APP}"
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}\shell\open" "FriendlyAppName" "${APP}"
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegNone HKCU "${CLASSES}\.db\OpenWithProgids" "${COPY_TYPE}"

  WriteRegStr HKCU "${KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "FileVersion" "${FILE_VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "zsm-desktop"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegValue HKCU "${CLASSES}\.db\OpenWithProgids" "${COPY_TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.db\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.db"
  DeleteRegKey HKCU "${CLASSES}\${COPY_TYPE}"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onUninstSuccess
  ${If} ${FileExists} "${NETWORKS}\*.*"
    MessageBox MB_OK|MB_ICONINFORMATION "${KEPT}" /SD IDOK
  ${EndIf}
FunctionEnd
